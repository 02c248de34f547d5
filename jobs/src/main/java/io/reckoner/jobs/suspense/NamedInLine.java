package io.reckoner.jobs.suspense;

/** Names that a line in suspense gives; empty where it gives none or cannot be read. */
record NamedInLine(String account, String model, String provider) {
    static final NamedInLine NOTHING = new NamedInLine("", "", "");
}
