package io.karst.calcite.join;

import org.jspecify.annotations.Nullable;

/**
 * A tree of joins without sizes: two sides, or the number of an input.
 *
 * @param mirrored whether it is a LEFT join that was written as a RIGHT one
 */
record JoinShape(
    @Nullable JoinShape left, @Nullable JoinShape right, int input, boolean mirrored) {}
