package io.reckoner.reports.event;

import io.reckoner.reports.run.TotalShares;

/** The sums over all listed events, and how much of them came late or is estimated. */
record EventTotal(EventSums sums, TotalShares shares) {}
