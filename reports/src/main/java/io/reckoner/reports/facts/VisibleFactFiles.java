package io.reckoner.reports.facts;

import java.util.List;

/** The manifest, as far as it concerns readers. */
public interface VisibleFactFiles {
    /** Committed files that may hold a fact in scope, in order of day and path. */
    List<VisibleFactFile> visible(FactScope scope);
}
