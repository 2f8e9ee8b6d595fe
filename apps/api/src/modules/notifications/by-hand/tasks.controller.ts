import { Body, Get, HttpCode, Post, Query } from '@nestjs/common';

import { InAccount } from '../../../platform/auth/in-account.js';
import { Scope } from '../../../platform/auth/request-parameters.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import {
  ByHandCounts,
  ByHandFilter,
  ByHandOutcomes,
  TaskPage,
  TasksDoneBody,
  TasksTakeBody,
} from './by-hand.dto.js';
import { ByHandQuery } from './by-hand.query.js';
import { DoTasks } from './do-tasks.js';

@InAccount('tasks', 'tasks')
export class TasksController {
  constructor(
    private readonly query: ByHandQuery,
    private readonly tasks: DoTasks,
  ) {}

  /** What somebody of the firm is to do about a client: stages of a plan that are no message. */
  @Get()
  page(@Scope() scope: AccountScope, @Query() filter: ByHandFilter): Promise<TaskPage> {
    return this.query.tasks(scope, filter);
  }

  /** How many tasks and letters wait for a person. */
  @Get('counts')
  counts(@Scope() scope: AccountScope): Promise<ByHandCounts> {
    return this.query.counts(scope);
  }

  /** Marks tasks as done, or leaves them out: their stages count, and the plan goes on. */
  @Post('done')
  @HttpCode(200)
  async done(
    @Scope() scope: AccountScope,
    @Body() { taskIds, ...how }: TasksDoneBody,
  ): Promise<ByHandOutcomes> {
    return { items: await this.tasks.finish(scope, taskIds, how) };
  }

  /** Takes tasks on, or gives them back. */
  @Post('take')
  @HttpCode(200)
  async take(
    @Scope() scope: AccountScope,
    @Body() { taskIds, isMine }: TasksTakeBody,
  ): Promise<ByHandOutcomes> {
    return { items: await this.tasks.take(scope, taskIds, isMine) };
  }
}
