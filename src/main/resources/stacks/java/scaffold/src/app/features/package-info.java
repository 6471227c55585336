/** The features of the product: each is found by itself. */
package app.features;
