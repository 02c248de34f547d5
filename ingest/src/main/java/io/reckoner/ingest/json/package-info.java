/**
 * Strict JSON over bytes: one value in one line, without an object for each token.
 *
 * <p>Decides what is JSON (RFC 8259, UTF-8 only, no unpaired surrogate, at most 64 levels), what a number's exact value
 * is, when two names are the same, and the hash by which two JSON values are the same. Is given bytes. Leaves to others
 * what the values mean.
 */
@NullMarked
package io.reckoner.ingest.json;

import org.jspecify.annotations.NullMarked;
