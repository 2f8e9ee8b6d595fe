import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import pg from 'pg';

/** The framework by itself: one route that asks the database. Decorators are called by hand, this not being compiled. */
const pool = new pg.Pool({ connectionString: process.env.OWNER_DATABASE_URL });

class Ready {
  async answer() {
    const { rows } = await pool.query('select 1 as one');
    return rows[0];
  }
}
Controller()(Ready);
Get('ready')(Ready.prototype, 'answer', Object.getOwnPropertyDescriptor(Ready.prototype, 'answer'));

class Root {}
Module({ controllers: [Ready] })(Root);

const app = await NestFactory.create(Root, new FastifyAdapter(), { logger: false });
await app.listen(Number(process.env.PORT), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
