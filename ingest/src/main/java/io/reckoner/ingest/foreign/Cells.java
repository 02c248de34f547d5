package io.reckoner.ingest.foreign;

/** A row by the names of its columns. */
@FunctionalInterface
interface Cells {
    /** The text of a cell; empty where the column is absent or its cell holds nothing. */
    String cell(String column);
}
