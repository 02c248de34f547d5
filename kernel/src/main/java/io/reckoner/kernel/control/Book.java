package io.reckoner.kernel.control;

/** Who says so: each of these works the same figures out for itself, and they must agree. */
public enum Book {
    /** Rating and draws, added up as the events pass. */
    SETTLEMENT("settlement"),
    /** The fact files. */
    FACTS("facts"),
    /** The journal entries for usage. */
    JOURNAL("journal"),
    /** The movements of lots and debts that come from usage. */
    LOTS("lots");

    private final String code;

    Book(String code) {
        this.code = code;
    }

    /** The total's name for a figure of this book. */
    public TotalName total(UsageFigure figure) {
        return new TotalName(code + "." + figure.code());
    }
}
