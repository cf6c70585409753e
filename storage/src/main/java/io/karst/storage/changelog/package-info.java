/**
 * The change log: every change of every model in commit order, one entry per commit, written in the
 * same batch as the data under the next gapless commit sequence.
 */
@NullMarked
package io.karst.storage.changelog;

import org.jspecify.annotations.NullMarked;
