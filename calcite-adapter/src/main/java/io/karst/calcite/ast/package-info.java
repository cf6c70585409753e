/**
 * The syntax tree of Karst's own statements. Queries and expressions stay Calcite's {@code SqlNode}
 * classes; everything that Calcite has no class for, or a class that does not fit PostgreSQL's
 * language (INSERT, UPDATE, DELETE, all DDL), is a record that implements {@link
 * io.karst.calcite.ast.KarstStatement} and travels inside one {@link
 * io.karst.calcite.ast.StatementNode}. Executors switch on the record.
 *
 * <p>The records are plain data: no name is resolved and no type is checked here. Identifiers are
 * already folded to lower case unless they were quoted; positions are those of the identifiers and
 * of the node. {@link io.karst.calcite.ast.SqlText} renders any of them as SQL that parses to the
 * same tree.
 */
@NullMarked
package io.karst.calcite.ast;

import org.jspecify.annotations.NullMarked;
