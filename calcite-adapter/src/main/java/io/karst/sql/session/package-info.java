/**
 * The session itself: transactions and savepoints, statement restart, timeout and cancel, the
 * statement cache, and the registry that shares one database among the sessions of the process. Top
 * of the SQL layer: it knows the executors below, they see it as a {@link
 * io.karst.sql.statement.StatementContext}.
 */
@NullMarked
package io.karst.sql.session;

import org.jspecify.annotations.NullMarked;
