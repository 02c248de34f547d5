package io.reckoner.kernel.rating;

/**
 * One thing wrong with a price book.
 *
 * @param path where, in the words of the book: {@code models[3].components.input.amount}
 * @param message what is wrong and how to mend it
 */
public record BookFault(String path, String message) {
    @Override
    public String toString() {
        return path + ": " + message;
    }
}
