package io.reckoner.reports.verify;

import io.reckoner.kernel.rating.PriceBook;

/** Every version of the price book there has been. */
public interface PriceBooks {
    /**
     * A version, as it was when runs pinned it.
     *
     * @throws IllegalArgumentException when there is none of this number
     */
    PriceBook version(int version);
}
