package org.chaoscert.network;

/** Thrown for a network file that cannot be read as a network; the message names the place, what was found and expected. */
public final class NetworkFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String place;

    /**
     * Makes the exception.
     *
     * @param place where: a JSON pointer (empty for the whole file), or a line and column where the text is no JSON
     * @param message what was found there, and what was expected
     */
    public NetworkFormatException(String place, String message) {
        super(place.isEmpty() ? message : place + ": " + message);
        this.place = place;
    }

    /**
     * Returns the place.
     *
     * @return a JSON pointer, or a line and column
     */
    public String place() {
        return place;
    }
}
