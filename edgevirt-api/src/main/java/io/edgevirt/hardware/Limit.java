package io.edgevirt.hardware;

/**
 * A threshold: how it reads and how it is looked for.
 *
 * @param text as a person reads it, such as {@code 4 cores}
 * @param source the document that says so; {@code EdgeVirt} for what is our own
 * @param probe looks for it
 */
record Limit(String text, String source, Probe probe) {}
