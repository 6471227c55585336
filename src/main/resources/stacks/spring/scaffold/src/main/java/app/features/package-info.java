/** A few classes for each feature: its values, its store, its API, its pages. */
package app.features;
