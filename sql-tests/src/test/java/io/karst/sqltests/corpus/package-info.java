/**
 * The sqllogictest corpus of SQLite (622 files, about 7 million queries) on Karst.
 *
 * <p>The files are resources of {@code net.hydromatic:sql-logic-test}; they are read directly,
 * because that library's own runner hides files that it aborts and errors that do not happen.
 */
@NullMarked
package io.karst.sqltests.corpus;

import org.jspecify.annotations.NullMarked;
