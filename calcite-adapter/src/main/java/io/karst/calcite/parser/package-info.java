/**
 * The SQL parser: Calcite's grammar with PostgreSQL's language on top.
 *
 * <p>{@link io.karst.calcite.parser.KarstParser} is the entrance. The parser itself is generated at
 * build time into {@code io.karst.calcite.parser.generated}: {@code src/main/codegen} holds the
 * settings (config.fmpp), the productions of our own statements, types and operators (includes)
 * and, in {@code templates/KarstParser.ftl}, the few places where Calcite's grammar template has no
 * hook and is changed by text replacement; the build stops if such a place is not found exactly as
 * expected. The reasons are in docs/adr/0002-own-parser.md.
 */
@NullMarked
package io.karst.calcite.parser;

import org.jspecify.annotations.NullMarked;
