/**
 * Sub-queries: what makes joins of them, so that they run once and not for each row around them.
 * {@link io.karst.calcite.subquery.Unnesting} is the heart.
 */
@NullMarked
package io.karst.calcite.subquery;

import org.jspecify.annotations.NullMarked;
