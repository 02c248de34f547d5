/**
 * Reads the settings: {@code <data>/reckon.yaml}, overridden by the environment.
 *
 * <p>Decides how a settings record is read, what is a fault and how it is worded. Is given the records, one per
 * capability, each living beside the code it steers. Leaves the meaning of a value to that record.
 */
@NullMarked
package io.reckoner.jobs.settings;

import org.jspecify.annotations.NullMarked;
