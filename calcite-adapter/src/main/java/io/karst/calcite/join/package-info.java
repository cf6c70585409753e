/**
 * The order of joins: {@link io.karst.calcite.join.JoinOrder} takes joins that belong together as a
 * {@link io.karst.calcite.join.JoinBlock}, {@link io.karst.calcite.join.JoinGraph} knows sizes and
 * costs, {@link io.karst.calcite.join.JoinSearch} finds an order, {@link
 * io.karst.calcite.join.JoinBuilder} makes operators of it.
 */
@NullMarked
package io.karst.calcite.join;

import org.jspecify.annotations.NullMarked;
