package org.chaoscert.cli;

/** Thrown when something is wrong with one named input. */
final class InputException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final transient Exception problem;

    InputException(String name, Exception problem) {
        super(name, problem);
        this.name = name;
        this.problem = problem;
    }

    String name() {
        return name;
    }

    Exception problem() {
        return problem;
    }
}
