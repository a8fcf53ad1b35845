package io.edgevirt.engine;

/**
 * What is being done to what, for errors and logs.
 *
 * @param operation such as {@code start}
 * @param target the name of the thing
 */
record What(String operation, String target) {}
