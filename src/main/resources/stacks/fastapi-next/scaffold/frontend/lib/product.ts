export const PRODUCT = {{product_literal}}
