/**
 * Takes sealed segments in: which files are new and sound, what is missing, delivered twice or refused, and how far the
 * proxies' promises reach. Takes them back by name before they are settled. It leaves reading the lines to {@code settlement}.
 */
@NullMarked
package io.reckoner.jobs.intake;

import org.jspecify.annotations.NullMarked;
