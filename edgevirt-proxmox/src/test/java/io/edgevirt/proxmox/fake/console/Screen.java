package io.edgevirt.proxmox.fake.console;

import java.util.function.IntBinaryOperator;

/**
 * What a screen shows.
 *
 * @param width in pixels
 * @param height in pixels
 * @param pixel red, green and blue in one number, by place
 * @param grows whether it tells of its size only after it was asked for a smaller one
 */
public record Screen(int width, int height, IntBinaryOperator pixel, boolean grows) {

    /** A screen on which every pixel is another. */
    public static Screen plain(int width, int height) {
        return new Screen(width, height, (x, y) -> (x & 0xff) << 16 | (y & 0xff) << 8 | (x + y & 0xff), false);
    }
}
