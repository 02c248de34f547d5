/**
 * Price books as files.
 *
 * <p>Decides: how a book is written in YAML, and its rate cards as a table ({@code docs/price-book.md}); what in a file is
 * refused; and the one text a book has, so that its hash is stable. Given: the text. Leaves to others: what prices mean
 * ({@code kernel.rating}), numbering and storing versions.
 */
@NullMarked
package io.reckoner.jobs.rating;

import org.jspecify.annotations.NullMarked;
