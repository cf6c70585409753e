/** Benchmarks. A leaf: nothing depends on it and it is not published. */
@NullMarked
package io.karst.benchmarks;

import org.jspecify.annotations.NullMarked;
