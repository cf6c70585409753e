package io.karst.calcite.plan;

import io.karst.calcite.validate.KarstCatalogReader;
import io.karst.calcite.validate.KarstValidator;
import org.apache.calcite.sql.SqlNode;

/**
 * A query that passed validation.
 *
 * @param node the rewritten tree
 */
record ValidatedQuery(SqlNode node, KarstValidator validator, KarstCatalogReader reader) {}
