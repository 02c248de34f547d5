package io.reckoner.jobs.payment;

/** What a gateway answers when asked for what became of an intent. */
public sealed interface LookUp {
    /** The gateway knows it. */
    record Found(Outcome outcome) implements LookUp {}

    /** The gateway answered, and has never heard of it. */
    record NeverArrived() implements LookUp {}

    /** The gateway gave no answer, or one that cannot be read: still nobody knows. */
    record NoAnswer(String why) implements LookUp {}
}
