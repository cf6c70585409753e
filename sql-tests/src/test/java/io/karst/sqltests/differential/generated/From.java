package io.karst.sqltests.differential.generated;

/** What stands behind FROM, and the columns it offers. */
record From(Sql sql, Scope scope) {}
