/**
 * The catalog as Calcite's validator sees it: schemas, tables, views and system tables, resolved
 * name by name from a {@link io.karst.calcite.source.TableResolver}.
 */
@NullMarked
package io.karst.calcite.schema;

import org.jspecify.annotations.NullMarked;
