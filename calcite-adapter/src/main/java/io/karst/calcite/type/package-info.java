/**
 * Types and values between storage and Calcite: the type system, the two-way mapping of types and
 * of values, and the defaults of Calcite that must be changed before it starts.
 *
 * <p>Lowest layer of the adapter: everything else may use it.
 */
@NullMarked
package io.karst.calcite.type;

import org.jspecify.annotations.NullMarked;
