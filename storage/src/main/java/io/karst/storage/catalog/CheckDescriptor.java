package io.karst.storage.catalog;

/**
 * A CHECK constraint; evaluated by the SQL layer before rows reach storage.
 *
 * @param name unique in the type
 * @param sql the condition as SQL text over the type's columns
 */
public record CheckDescriptor(String name, String sql) {}
