package io.edgevirt.benchmarks;

/** What a JVM takes by itself. */
final class Hello {

    private Hello() {}

    public static void main(String... args) {
        System.out.println("hello");
    }
}
