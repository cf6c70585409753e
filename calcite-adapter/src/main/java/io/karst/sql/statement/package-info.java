/**
 * What the executors of statements share: the compiled statement, the context it runs in, results,
 * cancellation. The session is above it, the executors of DDL, DML and COPY use it.
 */
@NullMarked
package io.karst.sql.statement;

import org.jspecify.annotations.NullMarked;
