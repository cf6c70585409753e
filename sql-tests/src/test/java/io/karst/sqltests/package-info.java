/**
 * Tests of Karst as a user sees it: through {@code java.sql} only, with the driver on the class
 * path.
 *
 * <p>Nothing here imports another Karst package. Expected results come from PostgreSQL semantics
 * and are checked against a real PostgreSQL, DuckDB and H2 where those are present.
 */
@NullMarked
package io.karst.sqltests;

import org.jspecify.annotations.NullMarked;
