package demo;

/** Compiles, and so has every module at hand. */
final class Consumer {
    private Consumer() {}
}
