/**
 * YAML read strictly, with every fault there is by line and path.
 *
 * <p>Decides what is taken as YAML at all, and how texts become numbers, instants and words. Is given the text. Leaves to
 * the readers of price books and of mappings what the keys mean.
 */
@NullMarked
package io.reckoner.jobs.yaml;

import org.jspecify.annotations.NullMarked;
