/**
 * Definitions: CREATE, ALTER, DROP, COMMENT, and the maintenance statements. A change is part of
 * the statement's transaction and undone with it.
 */
@NullMarked
package io.karst.sql.ddl;

import org.jspecify.annotations.NullMarked;
