/**
 * Generated schemas, data and statements, compared between engines and between ways to run them.
 *
 * <p>A {@code Grammar} writes statements as {@code Sql} trees, so that a {@code Reducer} can take
 * them apart again when a {@code Check} finds a difference. {@code GeneratedQueriesTest} runs it.
 */
@NullMarked
package io.karst.sqltests.differential.generated;

import org.jspecify.annotations.NullMarked;
