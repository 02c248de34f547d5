package io.reckoner.ingest.sameness;

/** Where an accepted event stands: the run that accepted it, the source, the line counted from 1. */
public record EventPosition(String run, String source, long line) {}
