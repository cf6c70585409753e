/**
 * Definitions: CREATE, ALTER, DROP, COMMENT, and the maintenance statements. Each statement is
 * checked as a whole before it changes anything; a change is durable at once and belongs to no
 * transaction.
 */
@NullMarked
package io.karst.sql.ddl;

import org.jspecify.annotations.NullMarked;
