package io.reckoner.reports.verify;

import io.reckoner.kernel.rating.RateKey;

/** What some facts say about the prices they met: all that an exact rate depends on, but for counts and time of day. */
record MetPrice(int bookVersion, RateKey key) {}
