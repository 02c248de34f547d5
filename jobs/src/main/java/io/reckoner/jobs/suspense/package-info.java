/** Keeps what runs set aside, and what people decide about it: shown, tried again, written off. */
@NullMarked
package io.reckoner.jobs.suspense;

import org.jspecify.annotations.NullMarked;
