import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

/** The chart library with the parts we draw with and no more; whoever imports this fetches all of them. */
export const startChart = (host: HTMLElement) => init(host);
export type Chart = ReturnType<typeof startChart>;
