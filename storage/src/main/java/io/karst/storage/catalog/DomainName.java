package io.karst.storage.catalog;

/**
 * Where a domain is defined.
 *
 * @param collection its collection
 * @param name its name there
 */
public record DomainName(String collection, String name) {}
