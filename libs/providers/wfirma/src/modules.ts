import type { Module } from './http/find-rows.js';

export const INVOICES: Module = { plural: 'invoices', singular: 'invoice' };
export const CONTRACTORS: Module = { plural: 'contractors', singular: 'contractor' };
export const COMPANIES: Module = { plural: 'companies', singular: 'company' };
export const PAYMENTS: Module = { plural: 'payments', singular: 'payment' };
