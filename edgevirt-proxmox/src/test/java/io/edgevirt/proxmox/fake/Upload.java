package io.edgevirt.proxmox.fake;

/**
 * The file part of a {@code multipart/form-data} body.
 *
 * @param name the file's name, as its part tells it
 * @param content all of it
 */
public record Upload(String name, byte[] content) {}
