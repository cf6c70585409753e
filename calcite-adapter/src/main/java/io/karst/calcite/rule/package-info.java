/** Rewritings of operator trees: what goes into scans, which joins look rows up, top-k. */
@NullMarked
package io.karst.calcite.rule;

import org.jspecify.annotations.NullMarked;
