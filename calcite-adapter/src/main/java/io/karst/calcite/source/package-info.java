/**
 * What queries read from and what surrounds one execution: tables of the store, tables made of rows
 * in memory, the way names lead to them, and the context of a running statement. No Calcite type
 * appears here.
 */
@NullMarked
package io.karst.calcite.source;

import org.jspecify.annotations.NullMarked;
