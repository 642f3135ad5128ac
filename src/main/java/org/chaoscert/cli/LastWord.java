package org.chaoscert.cli;

/** What is said when the process is ended from outside, by Ctrl-C or SIGTERM, during some work. */
final class LastWord implements AutoCloseable {
    private final Thread hook;

    private LastWord(Thread hook) {
        this.hook = hook;
    }

    /** From now until this is closed. */
    static LastWord of(Runnable words) {
        Thread hook = new Thread(words, "last word");
        Runtime.getRuntime().addShutdownHook(hook);
        return new LastWord(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The end has come first, and the word is being said.
            return;
        }
    }
}
