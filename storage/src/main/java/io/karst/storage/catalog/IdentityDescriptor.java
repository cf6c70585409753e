package io.karst.storage.catalog;

/**
 * An identity column's generation rule.
 *
 * @param always GENERATED ALWAYS: explicit values are refused
 * @param sequence name of the sequence in the collection that feeds it
 */
public record IdentityDescriptor(boolean always, String sequence) {}
